"""The second face of Sybil: a small Flask process for Twilio, monitors and programs. Flask stays in here."""

from webhook.factory import create_app

__all__ = ["create_app"]
