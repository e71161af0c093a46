using System.Globalization;
using System.Text;

namespace Valiqor.Client.Http;

/// <summary>Writes a path's query. What is null or empty is left out.</summary>
internal sealed class QueryBuilder(string path)
{
    private readonly StringBuilder _text = new(path);
    private bool _hasQuery;

    public QueryBuilder Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _hasQuery = true;
        }

        return this;
    }

    public QueryBuilder Add(string name, bool? value) =>
        Add(name, value switch { true => "true", false => "false", null => null });

    public QueryBuilder Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryBuilder Add(string name, double? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryBuilder Add(string name, IReadOnlyList<string> values) => Add(name, string.Join(',', values));

    public override string ToString() => _text.ToString();

    /// <summary>A caller's word as one segment of a path.</summary>
    /// <exception cref="ArgumentException">
    /// The word is empty or one that a path would swallow: <c>.</c> or <c>..</c>.
    /// </exception>
    public static string Segment(string word, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(word, name);
        return word is "." or ".."
            ? throw new ArgumentException($"'{word}' cannot be a name or an id.", name)
            : Uri.EscapeDataString(word);
    }
}
