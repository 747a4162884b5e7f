const VARIABLE = 'DESKLEDGER_BENCH_SCALE'
const QUICK = 0.2

/**
 * How large benchmarks on servers, service levels and the API are: 1 is whole, 0.01 tries them out in seconds.
 * @throws what is wrong with the number in the environment
 */
export const scaleOf = (quick: boolean): number => {
  const said = process.env[VARIABLE] ?? ''
  if (said === '') return quick ? QUICK : 1
  const scale = Number(said)
  if (!(scale > 0 && scale <= 1)) throw new Error(`${VARIABLE} is '${said}'; it must be a number above 0, at most 1.`)
  return scale
}
