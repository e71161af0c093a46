using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Floors;

/// <summary>Holds the compiled references of the projects to <c>floors.txt</c>.</summary>
public sealed class FloorTests
{
    private static readonly IReadOnlyList<FloorPlan> Plans = FloorPlan.ReadAll(
        File.ReadLines(Repository.File("tests/Valiqor.Conventions.Tests/Floors/floors.txt")));

    public static TheoryData<string> Projects => [.. Plans.Select(plan => plan.Project)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Arrows_point_down_the_floors_or_are_listed(string project)
    {
        FloorPlan plan = PlanOf(project);

        IEnumerable<string> wrong =
            from arrow in ArrowsOf(project)
            let rooms = RoomsOf(plan, arrow)
            where !plan.Allows(rooms.From, rooms.To)
            select $"{rooms.From} -> {rooms.To}: {arrow}";

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_permitted_arrow_is_in_use_and_has_no_answer(string project)
    {
        FloorPlan plan = PlanOf(project);
        HashSet<(string, string)> used = [.. ArrowsOf(project).Select(arrow => RoomsOf(plan, arrow))];

        plan.Permitted.Where(arrow => !used.Contains(arrow)).ShouldBeEmpty("nothing uses it any more: remove it");
        plan.Permitted.Where(arrow => used.Contains((arrow.To, arrow.From))).ShouldBeEmpty("arrows go one way");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_room_is_on_a_floor_and_no_floor_has_an_empty_room(string project)
    {
        FloorPlan plan = PlanOf(project);
        string?[] rooms =
        [
            .. ArrowsOf(project)
                .SelectMany(arrow => (string[])[arrow.From.Namespace, arrow.To.Namespace])
                .Select(plan.RoomOf)
                .Distinct(),
        ];

        rooms.ShouldNotContain(null as string, "a new room has to be put on a floor");
        plan.FloorOfRoom.Keys.Except(rooms).ShouldBeEmpty();
    }

    [Fact]
    public void The_architecture_shows_the_floors()
    {
        IEnumerable<string> rows = Plans.Select(plan => $"| `{plan.Project}` | {plan.Shown()} |");

        Snapshot.MatchesPart(
            string.Join('\n', ["| Project | From the ground up |", "|---|---|", .. rows]), "ARCHITECTURE.md", "floors");
    }

    private static FloorPlan PlanOf(string project) => Plans.Single(plan => plan.Project == project);

    /// <summary>What the compiler made beside our types has no place in our namespaces.</summary>
    private static IEnumerable<Arrow> ArrowsOf(string project) =>
        from arrow in CompiledReferences.Of(Path.Combine(AppContext.BaseDirectory, project + ".dll"))
        where IsOurs(arrow.From.Namespace, project) && IsOurs(arrow.To.Namespace, project)
        select arrow;

    private static bool IsOurs(string @namespace, string project) =>
        @namespace == project || @namespace.StartsWith(project + '.', StringComparison.Ordinal);

    private static (string From, string To) RoomsOf(FloorPlan plan, Arrow arrow) =>
        (plan.RoomOf(arrow.From.Namespace) ?? "?", plan.RoomOf(arrow.To.Namespace) ?? "?");
}
