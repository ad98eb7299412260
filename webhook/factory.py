"""Puts the application together: one blueprint per concern."""

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from webhook.health import health

LARGEST = 64 * 1024
"""Bytes that a request may send."""


def create_app() -> Flask:
    """The application with all its blueprints; every error is a sentence in JSON."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.register_blueprint(health)
    app.register_error_handler(HTTPException, _told)
    app.after_request(_closed)
    return app


def _told(error: Exception) -> tuple[Response, int]:
    code = error.code or 500 if isinstance(error, HTTPException) else 500
    words = {404: "There is nothing at this address.", 405: "This address does not take that method."}
    return jsonify(error=words.get(code, "The request could not be served.")), code


def _closed(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.headers["Cache-Control"] = "no-store"
    return response
