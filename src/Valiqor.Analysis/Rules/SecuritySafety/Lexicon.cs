using System.Collections.Frozen;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Reads the embedded word lists: which parts a word may play, by the word's key.</summary>
internal static class Lexicon
{
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="join">Puts together two parts that one word may play.</param>
    public static FrozenDictionary<ulong, TRole> Load<TRole>(string name, Func<TRole, TRole, TRole> join)
        where TRole : struct, Enum
    {
        var words = new Dictionary<ulong, TRole>();
        foreach ((string role, string row) in Rows(name))
        {
            TRole part = Enum.Parse<TRole>(role);
            foreach (string word in row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                ulong key = WordKey.Of(word);
                words[key] = words.TryGetValue(key, out TRole known) ? join(known, part) : part;
            }
        }

        return words.ToFrozenDictionary();
    }

    /// <summary>
    /// The file's rows in their order: what stands before the first colon, and what stands behind it.
    /// </summary>
    public static IEnumerable<(string Role, string Row)> Rows(string name)
    {
        using Stream stream = typeof(Lexicon).Assembly.GetManifestResourceStream($"lexicon.{name}.txt")
            ?? throw new InvalidOperationException($"The word list {name} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != '#')
            {
                yield return (line[..colon], line[(colon + 1)..].Trim());
            }
        }
    }
}
