from datetime import UTC, datetime

from flask import Flask, jsonify
from whitenoise import WhiteNoise

app = Flask(__name__)
app.wsgi_app = WhiteNoise(app.wsgi_app, root="static/")


@app.get("/")
def home():
    return "The time service is up. Ask for /time.\n"


@app.get("/time")
def time():
    return jsonify(now=datetime.now(UTC).isoformat())
