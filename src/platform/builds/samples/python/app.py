from datetime import UTC, datetime

from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/")
def home():
    return "The time service is up. Ask for /time.\n"


@app.get("/time")
def time():
    return jsonify(now=datetime.now(UTC).isoformat())
