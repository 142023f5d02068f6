# Two stages: the first has the tools that make the environment, the second only what runs.
FROM python:3.13-slim-bookworm AS build
ENV PYTHONDONTWRITEBYTECODE=1 UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
RUN pip install --no-cache-dir uv
WORKDIR /app
COPY requirements.lock ./
RUN uv venv --python /usr/local/bin/python .venv \
    && uv pip sync --python .venv/bin/python --require-hashes requirements.lock
COPY . .
ENV PATH=/app/.venv/bin:$PATH STATIC_ROOT=/app/static-built VAR_DIR=/tmp/build
RUN python -m scripts.messages compile && python manage.py collectstatic --no-input --verbosity 0

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin ghnt \
    && install -d -o ghnt -g ghnt /data
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/static-built VAR_DIR=/data
USER ghnt
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=40s CMD ["python", "-m", "scripts.health", "web"]
CMD ["gunicorn", "ghnt.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--timeout", "60", \
    "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
