/*
 * What the shared store does, each in one step. A counter is a hash: `s`, what was spent
 * (of a rate, when it is full again, in microseconds; of a sum, what is settled), and
 * `h:<incarnation>`, what the calls of one gateway hold. Gateways that live are in a sorted
 * set with the time until which they are believed to; what the others held counts nothing
 * and is removed when it is seen.
 *
 * Lua counts in doubles. Rates and tokens stay below 2^53, so that all of it is exact.
 * Money may go beyond (2^53 nano-units are 9 million): its sums are added up by the store
 * itself, in 64 bits, and stay exact; only comparing them with a limit can then be wrong
 * by what a double of that size cannot tell apart, less than a thousandth of a unit
 * for a sum of 10^12 units. An addition that would leave 64 bits is left out; the ledger
 * has it.
 */

/** Time, and which gateways live. Redis gives its own time unless a test has frozen it. */
const COMMON = `
local alive = KEYS[1]
local me = ARGV[1]
local now = tonumber(ARGV[2])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local lives = {}
local function is_alive(id)
  if lives[id] == nil then
    local till = redis.call('ZSCORE', alive, id)
    lives[id] = till and tonumber(till) > now or false
  end
  return lives[id]
end
local function whole(number)
  return string.format('%.0f', number)
end
`;

/**
 * Takes what a call wants of each counter, or nothing; or only looks. After the first
 * three arguments come six for each counter: `rate`, `request`, `parallel` or `sum`; what
 * is wanted; the limit (of a rate its period); of a rate what one unit costs, of a sum
 * what the ledger has; whether it refuses nobody; how long it is remembered while
 * something is held or settled, in milliseconds.
 *
 * @returns for each counter: whether there is room, spent, held; nothing where the
 *   gateway is not believed to live
 * @internal
 */
export const TAKE = `${COMMON}
if not is_alive(me) then
  return false
end
local letIn = true
local found = {}
local answer = {}
for i = 2, #KEYS do
  local at = 4 + (i - 2) * 6
  local key, kind = KEYS[i], ARGV[at]
  local wanted, limit, least = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local state, held = '0', 0
  local fields = redis.call('HGETALL', key)
  for f = 1, #fields, 2 do
    if fields[f] == 's' then
      state = fields[f + 1]
    elseif is_alive(string.sub(fields[f], 3)) then
      held = held + tonumber(fields[f + 1])
    else
      redis.call('HDEL', key, fields[f])
    end
  end
  local spent, fits, taken = state, false, wanted
  if kind == 'rate' or kind == 'request' then
    local ahead = math.max(0, tonumber(state) - now)
    local room = limit - ahead - held
    spent = whole(ahead)
    fits = room >= least
    taken = math.min(wanted, room)
  else
    if tonumber(state) < least then
      spent = ARGV[at + 3]
    end
    fits = tonumber(spent) + held + wanted <= limit
  end
  if not fits and ARGV[at + 4] == '0' then
    letIn = false
  end
  found[i] = { state = state, spent = spent, fits = fits, taken = taken }
  answer[#answer + 1] = fits and 1 or 0
  answer[#answer + 1] = spent
  answer[#answer + 1] = whole(held)
end
if letIn and ARGV[3] == 'take' then
  for i = 2, #KEYS do
    local at = 4 + (i - 2) * 6
    local key, kind, one = KEYS[i], ARGV[at], found[i]
    if kind == 'request' then
      if one.fits then
        local full = math.max(tonumber(one.state), now) + one.taken
        redis.call('HSET', key, 's', whole(full))
        redis.call('PEXPIRE', key, whole(math.ceil((full - now) / 1000) + 1000))
      end
    elseif kind == 'sum' or one.fits then
      if kind == 'sum' and one.spent ~= one.state then
        redis.call('HSET', key, 's', one.spent)
      end
      if one.taken > 0 then
        local taken = kind == 'rate' and whole(one.taken) or ARGV[at + 1]
        redis.pcall('HINCRBY', key, 'h:' .. me, taken)
      end
      redis.call('PEXPIRE', key, ARGV[at + 5])
    end
  end
end
return answer
`;

/**
 * Gives back what a call holds and counts its charges. After the first two arguments come
 * four for each counter: its kind, what is held, the charge, how long to remember it.
 *
 * @returns 1, or 0 where the gateway is not believed to live
 * @internal
 */
export const END = `${COMMON}
for i = 2, #KEYS do
  local at = 3 + (i - 2) * 4
  local key, kind, charge = KEYS[i], ARGV[at], ARGV[at + 2]
  local full = now
  if ARGV[at + 1] ~= '0' then
    local left = redis.pcall('HINCRBY', key, 'h:' .. me, '-' .. ARGV[at + 1])
    if type(left) ~= 'number' or left <= 0 then
      redis.call('HDEL', key, 'h:' .. me)
    end
  end
  if kind == 'rate' then
    full = math.max(tonumber(redis.call('HGET', key, 's') or '0'), now) + tonumber(charge)
    if charge ~= '0' then
      redis.call('HSET', key, 's', whole(full))
    end
  elseif charge ~= '0' then
    redis.pcall('HINCRBY', key, 's', charge)
  end
  local remember = ARGV[at + 3]
  if kind == 'rate' and redis.call('HLEN', key) == redis.call('HEXISTS', key, 's') then
    -- Nobody holds anything of it: once full, it is as good as none.
    remember = whole(math.ceil((full - now) / 1000) + 1000)
  end
  redis.call('PEXPIRE', key, remember)
end
return is_alive(me) and 1 or 0
`;

/**
 * Ends one incarnation of a gateway and begins another, with all that its calls hold.
 * Arguments: the new one, the time, the old one, how long it lives (microseconds), and two
 * for each counter: what is held, how long to remember it.
 *
 * @internal
 */
export const JOIN = `${COMMON}
redis.call('ZREM', alive, ARGV[3])
redis.call('ZADD', alive, whole(now + ARGV[4]), me)
redis.call('PEXPIRE', alive, 86400000)
for i = 2, #KEYS do
  local at = 5 + (i - 2) * 2
  redis.pcall('HINCRBY', KEYS[i], 'h:' .. me, ARGV[at])
  redis.call('PEXPIRE', KEYS[i], ARGV[at + 1])
end
return 1
`;

/**
 * A gateway lives on. Arguments: the incarnation, the time, for how long (microseconds).
 *
 * @returns 0 where it is not believed to live any more
 * @internal
 */
export const BEAT = `${COMMON}
redis.call('ZREMRANGEBYSCORE', alive, '-inf', whole(now))
if not is_alive(me) then
  return 0
end
redis.call('ZADD', alive, whole(now + ARGV[3]), me)
redis.call('PEXPIRE', alive, 86400000)
return 1
`;
