"""Words of a process in the pages of panellists."""

from django import template

from ..taking import words

register = template.Library()
register.filter("own", words.own)
register.filter("listed", words.listed)
register.filter("closing", words.closing)
register.filter("time_left", words.time_left)
