"""Page to article: what is text, what is furniture, in which language, and when it was published."""

from vigie.article.reading import read_article

__all__ = ["read_article"]
