#!/usr/bin/env node
// There from the first install on, so that npm can link it; what it runs is built.
import '../dist/main.js'
