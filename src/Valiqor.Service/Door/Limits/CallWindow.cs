using System.Globalization;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door.Limits;

/// <summary>
/// The calls of the time just past, counted in sixtieths of the window. A part of it is forgotten when all of it is
/// older than the window, so that no window, wherever it begins, has more calls than the limit; and a call is forgotten
/// at most a sixtieth of the window late. The size is the same whatever the limit.
/// </summary>
internal sealed class CallWindow
{
    private const int Parts = 60;

    private readonly SortedDictionary<long, int> _counts = [];
    private readonly long _partMilliseconds;
    private readonly double _now;
    private readonly long _part;

    /// <param name="state">
    /// What <see cref="Write"/> wrote; null: there were no calls. One of another length is empty.
    /// </param>
    public CallWindow(string? state, TimeSpan length, DateTimeOffset now)
    {
        _partMilliseconds = (long)Math.Ceiling(length.TotalMilliseconds / Parts);
        _now = now.ToUnixTimeMilliseconds() / (double)_partMilliseconds;
        _part = (long)_now;
        string[] words = (state ?? "").Split(' ');
        if (words[0] == Number(_partMilliseconds))
        {
            foreach (string word in words[1..])
            {
                string[] pair = word.Split(':');
                _counts[long.Parse(pair[0], CultureInfo.InvariantCulture)] =
                    int.Parse(pair[1], CultureInfo.InvariantCulture);
            }
        }

        // Clocks of two hosts differ by a little: the one ahead is believed, so that nothing is forgotten early.
        _part = Math.Max(_part, _counts.Keys.DefaultIfEmpty(0).Last());
        foreach (long old in _counts.Keys.Where(part => part + Parts < _part).ToList())
        {
            _counts.Remove(old);
        }
    }

    /// <summary>Calls that are not forgotten yet.</summary>
    public int Count => _counts.Values.Sum();

    /// <summary>What is left of a limit of so many calls a window.</summary>
    public RateState RateOf(int limit) => new(limit, Math.Max(0, limit - Count), UntilBelow(1));

    public void Add() => _counts[_part] = _counts.GetValueOrDefault(_part) + 1;

    /// <summary>How long until fewer than <paramref name="limit"/> calls are left: zero where it is so now.</summary>
    /// <param name="limit">1 or more.</param>
    public TimeSpan UntilBelow(int limit)
    {
        int left = Count;
        TimeSpan wait = TimeSpan.Zero;
        foreach ((long part, int calls) in _counts)
        {
            if (left < limit)
            {
                break;
            }

            left -= calls;
            wait = TimeSpan.FromMilliseconds((part + Parts + 1 - _now) * _partMilliseconds);
        }

        return wait;
    }

    public string Write() => string.Join(
        ' ', [Number(_partMilliseconds), .. _counts.Select(pair => $"{Number(pair.Key)}:{Number(pair.Value)}")]);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
