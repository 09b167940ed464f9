#!lua name=dudao1
-- Dudao's writes to Redis: each function is one atomic step of the store's protocol.
--
-- The rules that hold for all of them:
--   * Every refusal comes before the first write: a failing function keeps what it has written.
--   * Refusals are words: GENESIS (no log here), EPOCH (another owner), SEQ (not the next place),
--     HELD (leased to another), ARGS and TYPE (a bug or damage: the caller freezes).
--   * Numbers travel as decimal strings, hashes and batches as opaque bytes.
--   * Loops are bounded; lists are written in pieces, since unpack fails beyond some 4000.
--   * Each key keeps a dummy '~' so that it exists while a slot migrates.
-- The library's code never changes under its name: another protocol is another library (dudao2).

local PIECE = 1000      -- even, so that a piece never parts a pair
local MOST = 100000     -- items in one list of one call
local DUMMY = '~'
local CURSOR = '~cursor'  -- of a view, among its rows

local function refuse(word, text)
    return redis.error_reply(word .. ' ' .. text)
end

-- A whole number of at most 15 digits (exact in a double), or nil.
local function whole(text)
    if type(text) == 'string' and #text <= 15 and text:find('^%d+$') then
        return tonumber(text)
    end
    return nil
end

local function decimal(number)
    return string.format('%.0f', number)
end

-- Redis' own clock in ms: it serves the lease and nothing else.
local function now_ms()
    local time = redis.call('TIME')
    return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- Reads "n, item, item, …" (n groups of `width`) at args[at]; returns the list and what follows it.
local function take(args, at, width)
    local n = whole(args[at])
    if not n or n > MOST or at + n * width > #args then
        return nil
    end
    return {first = at + 1, last = at + n * width, width = width}, at + n * width + 1
end

-- Nobody may name the dummy; the second of a pair of timers is its moment.
local function sound(args, list, scores)
    for i = list.first, list.last, list.width do
        if args[i] == DUMMY or args[i] == '' then
            return false
        end
        if scores and not whole(args[i + 1]) then
            return false
        end
    end
    return true
end

-- ZADD takes score before member, the call carries id before moment.
local function scores_first(args, list)
    for i = list.first, list.last, 2 do
        args[i], args[i + 1] = args[i + 1], args[i]
    end
end

local function in_pieces(command, key, args, list)
    for first = list.first, list.last, PIECE do
        redis.call(command, key, unpack(args, first, math.min(first + PIECE - 1, list.last)))
    end
end

local function is_a(key, kind)
    return redis.call('TYPE', key).ok == kind
end

local function no_log(w)
    return refuse('GENESIS', 'nothing at ' .. w)
end

-- keys: w log due pd mail; args: clock
local function genesis(keys, args)
    if #keys ~= 5 or (args[1] ~= 'system' and args[1] ~= 'demo') then
        return refuse('ARGS', 'genesis takes 5 keys and a clock, system or demo')
    end
    for _, key in ipairs(keys) do
        if redis.call('EXISTS', key) == 1 then
            return refuse('GENESIS', key .. ' exists already')
        end
    end
    redis.call('HSET', keys[1], 'epoch', '0', 'token', '', 'holder', '', 'until', '0', 'seq', '0',
               'head', string.rep('\0', 32), 'confirmed', '0', 'leaves', '0', 'archived', '0',
               'clock', args[1])
    redis.call('XGROUP', 'CREATE', keys[2], DUMMY, '0', 'MKSTREAM')  -- an empty stream
    redis.call('XGROUP', 'DESTROY', keys[2], DUMMY)
    redis.call('ZADD', keys[3], '+inf', DUMMY)
    redis.call('HSET', keys[4], DUMMY, '')
    redis.call('HSET', keys[5], DUMMY, '')
    return redis.status_reply('OK')
end

-- keys: w; args: me, new token, lease in ms. A holder may take its own lease again: the new token
-- makes harmless whatever still lies in its old socket.
local function acquire(keys, args)
    local me, token, lease = args[1], args[2], whole(args[3])
    if not me or me == '' or not token or #token ~= 32 or token:find('%X') or not lease then
        return refuse('ARGS', 'acquire takes a name, a token of 32 hex digits and a lease in ms')
    end
    local w = redis.call('HMGET', keys[1], 'epoch', 'holder', 'until', 'seq', 'head', 'leaves',
                         'clock')
    if not w[1] then
        return no_log(keys[1])
    end
    local now = now_ms()
    local left = tonumber(w[3]) - now
    if w[2] ~= '' and w[2] ~= me and left > 0 then
        return refuse('HELD', w[2] .. ' ' .. decimal(left))
    end
    local epoch = decimal(tonumber(w[1]) + 1)
    redis.call('HSET', keys[1], 'epoch', epoch, 'token', token, 'holder', me, 'until',
               decimal(now + lease))
    return {epoch, w[4], w[5], w[6], w[7]}
end

-- nil if `token` owns the jurisdiction, else the refusal.
local function not_owner(w, token)
    local owner = redis.call('HGET', w, 'token')
    if not owner then
        return no_log(w)
    end
    if owner == '' or owner ~= token then
        return refuse('EPOCH', 'another owner')
    end
    return nil
end

-- `confirmed` never goes back and never beyond what is committed.
local function confirmed_now(before, given, seq)
    return decimal(math.min(math.max(tonumber(before), given), seq))
end

-- keys: w; args: token, lease in ms, confirmed
local function renew(keys, args)
    local lease, confirmed = whole(args[2]), whole(args[3])
    if not lease or not confirmed then
        return refuse('ARGS', 'renew takes a token, a lease in ms and the confirmed commit')
    end
    local refusal = not_owner(keys[1], args[1])
    if refusal then
        return refusal
    end
    local w = redis.call('HMGET', keys[1], 'confirmed', 'seq')
    redis.call('HSET', keys[1], 'until', decimal(now_ms() + lease), 'confirmed',
               confirmed_now(w[1], confirmed, tonumber(w[2])))
    return redis.status_reply('OK')
end

-- keys: w; args: token
local function release(keys, args)
    local refusal = not_owner(keys[1], args[1])
    if refusal then
        return refusal
    end
    redis.call('HSET', keys[1], 'token', '', 'holder', '', 'until', '0')
    return redis.status_reply('OK')
end

-- What a commit carries, or nil: args from `at` on are five counted lists.
local function lists_of(args, at)
    local lists = {}
    for place, width in ipairs({1, 2, 2, 2, 1}) do
        local list
        list, at = take(args, at, width)
        if not list or not sound(args, list, place == 2) then
            return nil
        end
        lists[place] = list
    end
    if at ~= #args + 1 then
        return nil
    end
    return lists
end

-- keys: w log due pd mail
-- args: token, e, seq, prev, h, b, leaves, confirmed, lease in ms; then five counted lists:
--   timers off (id), timers on (id, ms), values (ref, value), mail in (id, blob), mail out (id)
local function commit(keys, args)
    local token, e, seq, prev, h, b = args[1], args[2], whole(args[3]), args[4], args[5], args[6]
    local leaves, confirmed, lease = whole(args[7]), whole(args[8]), whole(args[9])
    if #keys ~= 5 or not (seq and leaves and confirmed and lease) or #prev ~= 32 or #h ~= 32 then
        return refuse('ARGS', 'commit takes 5 keys and at least 14 arguments')
    end
    local lists = lists_of(args, 10)
    if not lists then
        return refuse('ARGS', 'a list does not add up, or names the dummy')
    end
    local w = redis.call('HMGET', keys[1], 'token', 'epoch', 'seq', 'head', 'confirmed', 'leaves')
    if not w[1] then
        return no_log(keys[1])
    end
    if w[1] == '' or w[1] ~= token or e ~= w[2] .. ':' .. token:sub(1, 8) then
        return refuse('EPOCH', 'another owner')
    end
    if seq ~= tonumber(w[3]) + 1 or prev ~= w[4] then
        return refuse('SEQ', 'after commit ' .. w[3])
    end
    if leaves < tonumber(w[6]) then
        return refuse('ARGS', 'leaves go back')
    end
    if not (is_a(keys[2], 'stream') and is_a(keys[3], 'zset') and is_a(keys[4], 'hash') and
            is_a(keys[5], 'hash')) then
        return refuse('TYPE', 'a key of ' .. keys[1] .. ' is missing or of another type')
    end
    -- The first write; it refuses a place that the stream has already passed.
    local entry = redis.pcall('XADD', keys[2], args[3] .. '-0', 'b', b, 'e', e, 'h', h)
    if type(entry) == 'table' and entry.err then
        return refuse('SEQ', entry.err)
    end
    redis.call('HSET', keys[1], 'seq', args[3], 'head', h, 'leaves', args[7], 'until',
               decimal(now_ms() + lease), 'confirmed', confirmed_now(w[5], confirmed, seq))
    scores_first(args, lists[2])
    in_pieces('ZREM', keys[3], args, lists[1])
    in_pieces('ZADD', keys[3], args, lists[2])
    in_pieces('HSET', keys[4], args, lists[3])
    in_pieces('HSET', keys[5], args, lists[4])
    in_pieces('HDEL', keys[5], args, lists[5])
    return seq
end

-- keys: due; args: now, lease in ms, n <= 100. Returns id, moment, id, moment, …
local function claim(keys, args)
    local now, lease, n = whole(args[1]), whole(args[2]), whole(args[3])
    if not (now and lease and n) or n > 100 then
        return refuse('ARGS', 'claim takes a moment, a lease in ms and at most 100')
    end
    local found = redis.call('ZRANGEBYSCORE', keys[1], '-inf', now, 'WITHSCORES', 'LIMIT', 0, n)
    local till = decimal(now + lease)
    for i = 1, #found, 2 do
        redis.call('ZADD', keys[1], 'XX', till, found[i])
    end
    return found
end

-- keys: w due; args: token, then two counted lists: timers off (id), timers on (id, ms)
local function fix(keys, args)
    local dels, at = take(args, 2, 1)
    local adds
    if dels then
        adds, at = take(args, at, 2)
    end
    if not adds or at ~= #args + 1 or not sound(args, dels) or not sound(args, adds, true) then
        return refuse('ARGS', 'a list does not add up, or names the dummy')
    end
    local refusal = not_owner(keys[1], args[1])
    if refusal then
        return refusal
    end
    if not is_a(keys[2], 'zset') then
        redis.call('ZADD', keys[2], '+inf', DUMMY)  -- a lost index is made anew; raises on another type
    end
    scores_first(args, adds)
    in_pieces('ZREM', keys[2], args, dels)
    in_pieces('ZADD', keys[2], args, adds)
    return redis.status_reply('OK')
end

-- keys: w log; args: token, upto, root of the archived segment. Drops at most 1000 entries a call
-- and returns how far it came: the caller repeats until that is `upto`.
local function trim(keys, args)
    local upto, root = whole(args[2]), args[3]
    if not upto or not root then
        return refuse('ARGS', 'trim takes a token, the last commit to drop and a root')
    end
    local refusal = not_owner(keys[1], args[1])
    if refusal then
        return refusal
    end
    local w = redis.call('HMGET', keys[1], 'seq', 'archived')
    local before = tonumber(w[2]:match('^%d+'))
    if upto < before or upto > tonumber(w[1]) then
        return refuse('SEQ', 'commits ' .. decimal(before + 1) .. ' to ' .. w[1] .. ' can be dropped')
    end
    upto = math.min(upto, before + PIECE)
    redis.call('HSET', keys[1], 'archived', decimal(upto) .. ':' .. root)
    redis.call('XTRIM', keys[2], 'MINID', '=', decimal(upto + 1) .. '-0')
    return upto
end

-- keys: view; args: from, to, anew ('0' or '1'), then two counted lists: rows (id, row), gone (id).
-- Moves a view from one commit to another, rows and cursor in one step; `anew` throws away what
-- stood there. Returns where the view stands afterwards: that is not `to` when it did not stand at
-- `from`, and then nothing was written. A view that is not there stands at 0.
local function view(keys, args)
    local from, to, anew = whole(args[1]), whole(args[2]), args[3]
    local rows, at = take(args, 4, 2)
    local gone
    if rows then
        gone, at = take(args, at, 1)
    end
    if not (from and to) or from > to or (anew ~= '0' and anew ~= '1') or not gone or
       at ~= #args + 1 or not sound(args, rows) or not sound(args, gone) then
        return refuse('ARGS', 'view takes two commits, whether anew, and two lists that add up')
    end
    local cursor = tonumber(redis.call('HGET', keys[1], CURSOR) or '0')
    if anew == '1' then
        redis.call('DEL', keys[1])
    elseif cursor ~= from then
        return cursor
    end
    redis.call('HSET', keys[1], CURSOR, args[2])
    in_pieces('HDEL', keys[1], args, gone)
    in_pieces('HSET', keys[1], args, rows)
    return to
end

-- Without flags a function is refused when memory is short; what frees it, or owns, is not.
local function offer(name, callback, flags)
    redis.register_function({function_name = 'dudao1_' .. name, callback = callback, flags = flags})
end

offer('genesis', genesis, {})
offer('commit', commit, {})
offer('acquire', acquire, {'allow-oom'})
offer('renew', renew, {'allow-oom'})
offer('release', release, {'allow-oom'})
offer('claim', claim, {'allow-oom'})
offer('fix', fix, {'allow-oom'})
offer('trim', trim, {'allow-oom'})
offer('view', view, {})
