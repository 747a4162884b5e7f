import type { OpenLedger } from '@deskledger/register'
import { Stop } from '../stop.ts'

/** There is no such agreement; `that` says of which sort. */
export const noAgreement = ({ place }: Pick<OpenLedger, 'place'>, id: string, that = ''): Stop =>
  new Stop(1, {
    type: 'AgreementNotFound',
    message: `There is no agreement ${id}${that} in ${place}. Check the id; "deskledger list agreements" lists all.`,
  })
