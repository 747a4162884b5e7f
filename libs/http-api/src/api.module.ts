import { Module, type DynamicModule } from '@nestjs/common'
import { APP_FILTER } from '@nestjs/core'
import type { Answering } from './http/answering.ts'
import { ANSWERING, controllerOf } from './http/controllers.ts'
import type { Endpoint } from './http/endpoint.ts'
import { ENDPOINTS, ProblemFilter } from './http/problem.filter.ts'

export interface ApiParts {
  readonly endpoints: readonly Endpoint[]
  readonly answering: Answering
}

/** The API as Nest sees it: a controller for each endpoint. */
@Module({})
export class ApiModule {
  static with({ endpoints, answering }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      controllers: endpoints.map(controllerOf),
      providers: [
        { provide: ANSWERING, useValue: answering },
        { provide: ENDPOINTS, useValue: endpoints },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    }
  }
}
