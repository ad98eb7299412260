"""Whether this process lives. It asks nothing of the stores: a store that is down is no reason to start it again."""

from flask import Blueprint, Response, jsonify

health = Blueprint("health", __name__)


@health.get("/health")
def live() -> Response:
    """The process answers."""
    return jsonify(status="ok")
