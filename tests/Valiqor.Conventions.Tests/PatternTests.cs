using System.Reflection;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Conventions.Tests;

/// <summary>The rules' patterns, and what becomes of others' patterns.</summary>
public sealed class PatternTests
{
    private const BindingFlags Own =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    [Fact]
    public void Nothing_but_Pattern_holds_a_regular_expression() =>
        Fields(typeof(Regex)).Concat(Fields(typeof(Lazy<Regex>)))
            .Where(field => field.DeclaringType != typeof(Pattern))
            .Select(field => $"{field.DeclaringType}.{field.Name}")
            .ShouldBeEmpty();

    [Fact]
    public void Every_pattern_can_be_built_and_runs_without_backtracking_and_without_a_time_out()
    {
        FieldInfo inner = typeof(Pattern).GetFields(Own).Single(field => field.FieldType == typeof(Lazy<Regex>));
        FieldInfo[] fields = [.. Fields(typeof(Pattern)).Where(field => field.IsStatic)];
        fields.Length.ShouldBeGreaterThan(200);
        foreach (FieldInfo field in fields)
        {
            Regex regex = ((Lazy<Regex>)inner.GetValue(field.GetValue(null))!).Value;
            (regex.Options & RegexOptions.NonBacktracking).ShouldNotBe(RegexOptions.None, field.Name);
            (regex.Options & RegexOptions.CultureInvariant).ShouldNotBe(RegexOptions.None, field.Name);
            regex.MatchTimeout.ShouldBe(Regex.InfiniteMatchTimeout, field.Name);
        }
    }

    [Fact]
    public void A_match_that_ends_in_the_last_line_break_keeps_its_groups() =>
        Pattern.Of(@"\b(?<digit>[0-9])\W").Match("x 1\n").Groups["digit"].Value.ShouldBe("1");

    [Theory]
    [InlineData(@"(a)\1")]
    [InlineData(@"a(?=b)")]
    [InlineData(@"(?:a{100}){1000}")]
    public void A_foreign_pattern_that_needs_more_than_one_pass_is_none(string pattern) =>
        Pattern.Foreign(pattern).ShouldBeNull();

    /// <summary>Of all projects but the client, which has none: it depends on nothing.</summary>
    private static IEnumerable<FieldInfo> Fields(Type type) =>
        from project in (string[])["Text", "Analysis", "Scanner", "Service", "LocalHost", "Functions"]
        from holder in Assembly.Load($"Valiqor.{project}").GetTypes()
        where !holder.ContainsGenericParameters
        from field in holder.GetFields(Own)
        where field.FieldType == type
        select field;
}
