"""The product's settings, with the floor's page added."""

from ghnt.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
