"""Tests neither reach the network nor touch a real hub's data."""

import socket
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from cairnhub.config import home


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_a_connection_beyond_this_computer_is_refused():
    # 192.0.2.0/24 is reserved for documentation: nothing answers there even where the guard fails.
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


def test_this_computer_may_be_connected_to():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_the_home_is_a_folder_of_the_tests(settings):
    assert home.home().name.startswith("cairn-tests-")
    assert Path(settings.MEDIA_ROOT).is_relative_to(home.home())


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["member", "reviewer", "editor", "coordinator"])
def test_people_of_each_role(role, request):
    assert request.getfixturevalue(role).role == role
