namespace Valiqor.Text.JsonSchema;

/// <summary>
/// The members and elements of one value that subschemas have looked at: what <c>unevaluatedProperties</c> and
/// <c>unevaluatedItems</c> leave alone.
/// </summary>
internal sealed class Evaluated
{
    private HashSet<string>? _members;
    private HashSet<int>? _elements;
    private bool _allMembers;
    private int _leadingElements;

    public void AddMember(string name) => (_members ??= new(StringComparer.Ordinal)).Add(name);

    public void AddAllMembers() => _allMembers = true;

    public void AddElement(int index) => (_elements ??= []).Add(index);

    public void AddElementsBefore(int index) => _leadingElements = Math.Max(_leadingElements, index);

    public void AddAllElements() => _leadingElements = int.MaxValue;

    public bool HasMember(string name) => _allMembers || _members?.Contains(name) == true;

    public bool HasElement(int index) => index < _leadingElements || _elements?.Contains(index) == true;

    public void Add(Evaluated other)
    {
        _allMembers |= other._allMembers;
        _leadingElements = Math.Max(_leadingElements, other._leadingElements);
        if (other._members is { } members)
        {
            (_members ??= new(StringComparer.Ordinal)).UnionWith(members);
        }

        if (other._elements is { } elements)
        {
            (_elements ??= []).UnionWith(elements);
        }
    }
}
