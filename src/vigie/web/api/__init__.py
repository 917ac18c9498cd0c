"""The JSON API: all that the pages show, as data; described by `/api/openapi.json`."""

from vigie.web.api.routes import router

__all__ = ["router"]
