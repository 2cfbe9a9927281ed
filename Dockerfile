# syntax=docker/dockerfile:1

# The image holds the program and the C library, no shell and no package manager. Both stages are
# of the same Debian release, so that the program finds the library it was linked against.
FROM rust:1-slim-trixie AS build
WORKDIR /build

# The dependencies alone first: this layer is kept until one of the two files changes.
COPY Cargo.toml Cargo.lock ./
RUN mkdir src \
    && echo 'fn main() {}' > src/main.rs \
    && touch src/lib.rs \
    && cargo build --release --locked \
    && rm -r src

COPY . .
# Newer than the empty program above, whatever dates the files came with.
RUN touch src/main.rs src/lib.rs \
    && cargo build --release --locked \
    && mkdir /data

FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build /build/target/release/signpost /usr/local/bin/signpost
# The folder belongs to the user of the image, and a new volume takes that over.
COPY --from=build --chown=nonroot:nonroot /data /data
ENV SIGNPOST_LISTEN=0.0.0.0:3000 \
    SIGNPOST_DATABASE=/data/signpost.db
# A signpost.toml in the volume is read as well.
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
    CMD ["/usr/local/bin/signpost", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/signpost"]
