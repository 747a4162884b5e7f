// node main.js FOLDER: serves the help desk at http://127.0.0.1:3000/tickets.
import 'reflect-metadata'
import { mkdirSync } from 'node:fs'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { helpdeskIn } from './helpdesk.ts'

const folder = process.argv[2] ?? 'helpdesk'
mkdirSync(folder, { recursive: true })
const app = await NestFactory.create<NestFastifyApplication>(helpdeskIn(folder), new FastifyAdapter())
app.enableShutdownHooks()
await app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1')
console.log(`The help desk listens at ${await app.getUrl()}/tickets`)
