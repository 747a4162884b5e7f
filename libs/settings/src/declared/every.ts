import { apiSettings } from './api.ts'
import { projectorSettings } from './projector.ts'

/** Settings of any program: the keys that a settings file shared by all of them may have. */
export const everySetting = { ...apiSettings, ...projectorSettings }
