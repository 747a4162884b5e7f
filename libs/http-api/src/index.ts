export { apiOf, type ApiParts } from './api.ts'
