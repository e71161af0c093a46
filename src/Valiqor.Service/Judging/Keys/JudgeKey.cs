using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Valiqor.Service.Judging.Keys;

/// <summary>A caller's own key for the judge model. It shows itself only to who asks for it by name.</summary>
/// <remarks>No property has the key, so that neither a serializer nor a structured log can come by it.</remarks>
[DebuggerDisplay(Shown)]
internal sealed class JudgeKey
{
    public const string Rule = "1 to 512 printable ASCII characters without spaces";

    private const int MostCharacters = 512;
    private const string Shown = "***";

    private readonly string _key;

    private JudgeKey(string key) => _key = key;

    /// <summary>False for what no provider's key looks like: see <see cref="Rule"/>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JudgeKey? key)
    {
        bool isKey = text.Length is > 0 and <= MostCharacters && text.All(c => c is > ' ' and <= '~');
        key = isKey ? new JudgeKey(text) : null;
        return isKey;
    }

    /// <summary>The key itself: for the call to the model, and for encryption.</summary>
    public string Reveal() => _key;

    public override string ToString() => Shown;
}
