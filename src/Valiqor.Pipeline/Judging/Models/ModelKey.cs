using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Valiqor.Pipeline.Judging.Models;

/// <summary>A provider's key. It shows itself to nobody: not as text, not in a debugger, not as JSON.</summary>
[DebuggerDisplay("***")]
public sealed class ModelKey : IEquatable<ModelKey>
{
    private readonly string _value;

    /// <exception cref="ArgumentException">The key is empty or blank.</exception>
    public ModelKey(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value.Trim();
    }

    public bool Equals(ModelKey? other) => other is not null && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    public override bool Equals(object? obj) => Equals(obj as ModelKey);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "***";

    /// <summary>For the header of a request, and to take the key out of what a provider echoes.</summary>
    internal string Reveal() => _value;
}
