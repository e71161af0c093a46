using System.Collections.Immutable;

namespace Valiqor.Service.Runs.Listing;

/// <summary>
/// The newest places of a list, of which a counter's row has room for some: whoever asks for the first page need not
/// look for them in the list.
/// </summary>
/// <param name="Floor">What had to make room last; everything newer is here. Null: all of the list is here.</param>
/// <param name="Places">In the order of the list.</param>
internal sealed record RunHead(string? Floor, ImmutableArray<string> Places)
{
    /// <summary>
    /// Eight shards of so many make some two hundred newest runs: the largest page, with room for uneven shards. A row
    /// has at most six heads, and they are written again with each run.
    /// </summary>
    public const int MostPlaces = 32;

    private const char Separator = '\n';

    public static RunHead Empty { get; } = new(null, []);

    /// <param name="text">As <see cref="ToString"/> writes it; null: of a list that nothing was added to.</param>
    public static RunHead Parse(string? text)
    {
        if (text is null)
        {
            return Empty;
        }

        string[] parts = text.Split(Separator);
        return new RunHead(parts[0].Length == 0 ? null : parts[0], [.. parts[1..]]);
    }

    public RunHead With(string place)
    {
        int at = Places.BinarySearch(place, StringComparer.Ordinal);
        if (at >= 0 || (Floor is not null && string.CompareOrdinal(place, Floor) >= 0))
        {
            return this;
        }

        ImmutableArray<string> places = Places.Insert(~at, place);
        return places.Length <= MostPlaces ? this with { Places = places } : new RunHead(places[^1], places[..^1]);
    }

    public RunHead Without(string place) => this with { Places = Places.Remove(place, StringComparer.Ordinal) };

    public override string ToString() => string.Join(Separator, [Floor ?? "", .. Places]);
}
