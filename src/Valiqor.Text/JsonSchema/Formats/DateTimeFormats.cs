using System.Globalization;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Text.JsonSchema.Formats;

/// <summary>Dates and times of RFC 3339, and the durations of its appendix A.</summary>
internal static class DateTimeFormats
{
    public static bool IsDateTime(string text) =>
        text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(string text)
    {
        if (!DateShape.IsMatch(text))
        {
            return false;
        }

        // RFC 3339 has a year 0, which .NET has not; it is a leap year like 2000.
        int year = Number(text, 0, 4);
        int month = Number(text, 5, 2);
        int day = Number(text, 8, 2);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 2000 : year, month);
    }

    public static bool IsTime(string text)
    {
        Match match = TimeShape.Match(text);
        if (!match.Success)
        {
            return false;
        }

        int hour = Number(text, 0, 2);
        int minute = Number(text, 3, 2);
        int second = Number(text, 6, 2);
        Group offset = match.Groups["offset"];
        int offsetHour = offset.Success ? Number(text, offset.Index + 1, 2) : 0;
        int offsetMinute = offset.Success ? Number(text, offset.Index + 4, 2) : 0;
        if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59)
        {
            return false;
        }

        // A leap second is the last of the day in universal time.
        int sign = offset.Success && text[offset.Index] == '-' ? -1 : 1;
        int universal = (hour * 60) + minute - (sign * ((offsetHour * 60) + offsetMinute));
        return second < 60 || (universal + 1440) % 1440 == 1439;
    }

    public static bool IsDuration(string text) => DurationShape.IsMatch(text);

    private static int Number(string text, int start, int length) =>
        int.Parse(text.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static readonly Pattern DateShape = Pattern.Of(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z");

    private static readonly Pattern TimeShape = Pattern.Of(
        @"\A[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|(?<offset>[+-][0-9]{2}:[0-9]{2}))\z");

    private static readonly Pattern DurationShape = Pattern.Of(
        @"\AP(([0-9]+D|[0-9]+M([0-9]+D)?|[0-9]+Y([0-9]+M([0-9]+D)?)?)(T([0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?"
        + @"|[0-9]+S))?|T([0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?|[0-9]+S)|[0-9]+W)\z");
}
