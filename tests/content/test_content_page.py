"""The page on which editors see what the files and the hub disagree about."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from cairnhub.content.loading import load
from cairnhub.content.views import loads
from cairnhub.framework.models import Construct
from cairnhub.history import actions

pytestmark = pytest.mark.django_db


def page(user) -> str:
    request = RequestFactory().get("/workspace/content/")
    request.user = user
    return loads(request).content.decode()


def test_a_visitor_is_led_to_sign_in_and_a_member_refused(member):
    request = RequestFactory().get("/workspace/content/")
    request.user = AnonymousUser()
    assert loads(request).status_code == 302
    with pytest.raises(PermissionDenied):
        page(member)


def test_before_any_load_it_says_how_to_load(editor):
    assert "No content files were loaded yet." in page(editor)


def test_it_shows_conflicts_gone_and_refused_records(folder, editor):
    load(folder.path)
    track = Construct.objects.get(pk="act_track")
    actions.change(obj=track, by=editor, reason="Better.", values={"name": "Country tracks"})
    folder.put("constructs.yaml", "name: Rural tracks", "name: Tracks in the files")
    folder.write("organisations.yaml", "[]\n")
    load(folder.path)
    shown = page(editor)
    assert "Tracks in the files" in shown
    assert ">Country tracks<" in shown
    assert "No longer in the files" in shown
    assert ">A school<" in shown
    assert shown.index("0 records added, 0 changed") < shown.index("15 records added, 0 changed")


def test_the_number_of_queries_does_not_grow_with_the_conflicts(folder, editor, django_assert_max_num_queries):
    load(folder.path)
    for name in ("act_track", "out_practice"):
        construct = Construct.objects.get(pk=name)
        actions.change(obj=construct, by=editor, reason="Better.", values={"name": f"Our {name}"})
    folder.put("constructs.yaml", "name: Rural tracks", "name: Tracks")
    folder.put("constructs.yaml", "name: Rural practice", "name: Practice")
    load(folder.path)
    with django_assert_max_num_queries(8):
        page(editor)


def test_the_workspace_leads_editors_to_what_waits(client, folder, editor):
    load(folder.path)
    client.force_login(editor)
    assert "Content files" in client.get("/workspace/").content.decode()
    folder.write("organisations.yaml", "[]\n")
    load(folder.path)
    assert 'href="/workspace/content/"' in client.get("/workspace/").content.decode()
