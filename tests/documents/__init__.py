"""Tests of documents: papers in and out."""
