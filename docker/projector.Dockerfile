# syntax=docker/dockerfile:1
# docker build -f docker/projector.Dockerfile -t deskledger/projector:0.1.0 .

FROM node:24.20.0-trixie-slim AS build
WORKDIR /deskledger
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund \
  && npx tsc -b apps/projector apps/cli \
  && find packages libs apps -type d -name src -prune -exec rm -rf {} +

# What runs, without what builds and tests.
FROM node:24.20.0-trixie-slim AS modules
WORKDIR /deskledger
COPY --from=build /deskledger/package.json /deskledger/package-lock.json /deskledger/.npmrc ./
COPY --from=build /deskledger/packages packages
COPY --from=build /deskledger/libs libs
COPY --from=build /deskledger/apps apps
COPY --from=build /deskledger/benchmarks/package.json benchmarks/package.json
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev --workspace=@deskledger/projector --workspace=deskledger

FROM node:24.20.0-trixie-slim
LABEL org.opencontainers.image.title="Deskledger projector" \
  org.opencontainers.image.description="Keeps the read models of a ledger at the end of its log" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production
WORKDIR /deskledger
COPY --from=modules /deskledger ./
COPY docker/setup docker/setup
# the user node of the image
USER 1000:1000
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/projector/dist/main.js"]
