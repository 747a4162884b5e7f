import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common'
import { CqrsModule } from '@nestjs/cqrs'
import type { Registered } from '@deskledger/runtime'
import { AppLedger, OPTIONS, type DeskledgerOptions } from './app-ledger.ts'
import { handlers } from './handlers.ts'
import { DeskledgerHealth } from './health.ts'

export interface DeskledgerAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: FactoryProvider['inject']
  /** opens the stores; what is injected comes in order */
  readonly useFactory: (...injected: never[]) => DeskledgerOptions | Promise<DeskledgerOptions>
}

/** The token of a practice that a feature module brought. */
export const practiceToken = (name: string): string => `Deskledger practice ${name}`

const root = (options: FactoryProvider, imports: ModuleMetadata['imports']): DynamicModule => ({
  module: DeskledgerModule,
  global: true,
  imports: [CqrsModule.forRoot(), ...(imports ?? [])],
  providers: [options, AppLedger, DeskledgerHealth, ...handlers],
  exports: [AppLedger, DeskledgerHealth, CqrsModule],
})

@Module({})
class FeatureModule {}

/**
 * A ledger in a NestJS application: `CommandBus.execute(new Ask(command))`, `QueryBus.execute(new Find(table))`, kept up to
 * date while the application runs, and closed with it.
 */
@Module({})
export class DeskledgerModule {
  /** With stores that are open already. Both are closed with the application. */
  static forRoot(options: DeskledgerOptions): DynamicModule {
    return root({ provide: OPTIONS, useFactory: () => options }, [])
  }

  /** With stores that are opened when the application starts, with the help of what is injected. */
  static forRootAsync({ imports, inject, useFactory }: DeskledgerAsyncOptions): DynamicModule {
    return root({ provide: OPTIONS, useFactory, ...(inject ? { inject } : {}) }, imports)
  }

  /** Adds a practice from the module that is about it. */
  static forFeature(practice: Registered): DynamicModule {
    const provide = practiceToken(practice.name)
    return {
      module: FeatureModule,
      providers: [{ provide, inject: [AppLedger], useFactory: (app: AppLedger) => app.add(practice) }],
      exports: [provide],
    }
  }
}
