"""Paths of the editor, below /sop/ and in the names of the procedures."""

from django.urls import path

from sop.procedures.editing import views

urlpatterns = [
    path("<int:pk>/versi-baru/", views.new_draft, name="new_draft"),
    path("<int:pk>/sunting/", views.draft, name="edit"),
    path("<int:pk>/sunting/identitas/", views.identity, name="edit_identity"),
    path("<int:pk>/sunting/pelaksana/", views.columns, name="edit_columns"),
    path("<int:pk>/sunting/terbitkan/", views.publish, name="publish"),
    path("<int:pk>/sunting/langkah/tambah/", views.add_step, name="add_step"),
    path("<int:pk>/sunting/langkah/<int:step>/", views.step, name="edit_step"),
    path("<int:pk>/sunting/langkah/<int:step>/pindah/", views.move_step, name="move_step"),
    path("<int:pk>/sunting/langkah/<int:step>/hapus/", views.delete_step, name="delete_step"),
]
