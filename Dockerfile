# Baton in a container: built in one stage, run in another that holds no tools to build with.
# Runs as an account of its own, on a read-only root: all it writes is in the volumes.
#
#   docker build -t baton .
#   docker run --rm --env-file .env --read-only --tmpfs /tmp --cap-drop ALL \
#     -v baton-data:/data -v baton-keys:/keys -v baton-pulse-keys:/pulse-keys baton doctor

FROM python:3.11-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv --without-pip /opt/baton
COPY requirements/run.txt requirements/run.txt
RUN pip --python /opt/baton/bin/python install --require-hashes --only-binary :all: -r requirements/run.txt
COPY pyproject.toml README.md ./
COPY bot bot
COPY documents documents
COPY handlers handlers
COPY program program
COPY sandbox sandbox
COPY scheduler scheduler
COPY services services
COPY store store
RUN pip --python /opt/baton/bin/python install --no-deps --no-index --no-build-isolation . \
 && /opt/baton/bin/python -m compileall -q /opt/baton/lib

FROM python:3.11-slim-trixie
# pg_dump and pg_restore, for `baton backup` and `baton restore` of a PostgreSQL database.
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 baton \
 && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin baton \
 && mkdir -m 0700 /data /keys /pulse-keys \
 && chown baton:baton /data /keys /pulse-keys
COPY --from=build /opt/baton /opt/baton
ENV PATH=/opt/baton/bin:$PATH \
    HOME=/data \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    BATON_HOME=/data \
    BATON_KEYS=/keys/baton \
    BATON_PULSE_KEYS=/pulse-keys
WORKDIR /data
USER 10001:10001
# /pulse-keys is none of these: one that Docker makes up would be gone with its container, and each
# replica would have its own. Not mounted, there are no pulses.
VOLUME ["/data", "/keys"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["baton", "ready"]
ENTRYPOINT ["baton"]
CMD ["run"]
