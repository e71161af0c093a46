namespace Valiqor.Conventions.Tests.Floors;

/// <summary>What <c>floors.txt</c> says of a project: its rooms, floor by floor, and the arrows it permits.</summary>
internal sealed record FloorPlan(
    string Project,
    IReadOnlyDictionary<string, int> FloorOfRoom,
    IReadOnlyCollection<(string From, string To)> Permitted)
{
    /// <summary>The room of the types that stand in the project's own namespace.</summary>
    public const string Top = "(top)";

    public static IReadOnlyList<FloorPlan> ReadAll(IEnumerable<string> lines)
    {
        List<FloorPlan> plans = [];
        var rooms = new Dictionary<string, int>();
        var permitted = new List<(string, string)>();
        int floor = 0;
        foreach (string line in lines.Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["project", var project]:
                    (rooms, permitted, floor) = ([], [], 0);
                    plans.Add(new FloorPlan(project, rooms, permitted));
                    break;
                case ["floor", .. var names]:
                    Array.ForEach(names, name => rooms.Add(name, floor));
                    floor++;
                    break;
                case ["allow", var from, "->", var to]:
                    permitted.Add((from, to));
                    break;
                default:
                    throw new FormatException($"floors.txt: '{line}' is neither project, floor nor allow.");
            }
        }

        return plans;
    }

    /// <summary>The room of a namespace, the longest name that fits; null where no floor has it.</summary>
    public string? RoomOf(string @namespace)
    {
        string place = @namespace == Project ? Top : @namespace[(Project.Length + 1)..];
        return FloorOfRoom.Keys
            .Where(room => place == room || place.StartsWith(room + '.', StringComparison.Ordinal))
            .MaxBy(room => room.Length);
    }

    /// <summary>The floors as a person reads them, the lowest first.</summary>
    public string Shown() => string.Join(" ← ", FloorOfRoom
        .GroupBy(room => room.Value, room => room.Key)
        .OrderBy(floor => floor.Key)
        .Select(floor => string.Join(", ", floor)));

    /// <summary>Down the floors every arrow is allowed; between rooms of one floor only what is listed.</summary>
    public bool Allows(string from, string to) =>
        from == to
        || FloorOfRoom.GetValueOrDefault(to, int.MaxValue) < FloorOfRoom.GetValueOrDefault(from, -1)
        || Permitted.Contains((from, to));
}
