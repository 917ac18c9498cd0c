"""The web pages and the JSON API over a store.

    app        what is served, and in which order a request passes the guards
    pages/     one module a page: what it asks of the store, and its template
    api/       the same as JSON, with OpenAPI
    templates/ static/ locales/      what is shown, how it looks, in which words

The pages can be read without JavaScript. Nothing is fetched from elsewhere, nothing of a report reaches the page unescaped.
"""

from vigie.web.app import create_app
from vigie.web.settings import Settings

__all__ = ["Settings", "create_app"]
