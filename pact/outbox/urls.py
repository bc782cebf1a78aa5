from django.urls import path

from pact.outbox import views

app_name = "outbox"

urlpatterns = [
    path("", views.messages, name="messages"),
    path("demonstratie/", views.demo_mails, name="demo_mails"),
    path("<uuid:public_id>/opnieuw/", views.resend, name="resend"),
]
