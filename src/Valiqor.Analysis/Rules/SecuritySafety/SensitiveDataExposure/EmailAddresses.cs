using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds personal e-mail addresses; placeholders and an organization's role mailboxes are none.</summary>
internal sealed class EmailAddresses : IFindAll<string, SensitiveValue>
{
    /// <summary>RFC 5321, 4.5.3.1.</summary>
    private const int LongestLocalPart = 64;

    private const int LongestDomain = 253;

    private static readonly FrozenSet<string> PlaceholderDomains = FrozenSet.ToFrozenSet(
    [
        // RFC 2606 and 6761, then what documentation commonly makes up.
        "example.com", "example.org", "example.net", "example.edu", "domain.com", "yourdomain.com", "yourcompany.com",
        "company.com", "email.com", "mydomain.com", "website.com", "yourwebsite.com", "mysite.com", "yoursite.com",
        "mycompany.com", "sample.com", "test.com", "acme.com", "contoso.com", "foo.com", "bar.com",
        "emailaddress.com",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> PlaceholderLocals = FrozenSet.ToFrozenSet(
    [
        "you", "your", "yourname", "your.name", "your_name", "your-name", "youremail", "your.email", "your_email",
        "your-email", "name", "firstname.lastname", "first.last", "firstname", "lastname", "username", "user",
        "someone", "somebody", "email", "mail", "xxx", "xxxx", "abc", "foo", "bar", "test", "recipient", "sender",
        "myemail", "my.email",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>RFC 2142, and the mailboxes that firms publish for everyone.</summary>
    private static readonly FrozenSet<string> Roles = FrozenSet.ToFrozenSet(
    [
        "support", "info", "help", "helpdesk", "contact", "contactus", "sales", "service", "services", "noreply",
        "no-reply", "donotreply", "do-not-reply", "admin", "administrator", "webmaster", "postmaster", "hostmaster",
        "billing", "press", "media", "privacy", "security", "abuse", "legal", "careers", "jobs", "hr", "recruiting",
        "office", "team", "hello", "enquiries", "inquiries", "enquiry", "inquiry", "feedback", "customerservice",
        "customer-service", "customer.service", "customercare", "customer.care", "customer-care", "customersupport",
        "care", "orders", "order", "returns", "refunds", "reservations", "reservation", "booking", "bookings",
        "marketing", "newsletter", "news", "unsubscribe", "accounts", "accounting", "invoices", "claims", "git",
        "partners", "events", "welcome", "general", "it", "compliance", "dpo", "gdpr", "warranty", "complaints",
        "techsupport", "tech-support", "mailer-daemon", "root", "editor", "membership", "shipping", "dispatch",
        "repairs", "kundenservice", "kontakt", "soporte", "contacto", "ventas", "suporte", "members",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> FreeMail = FrozenSet.ToFrozenSet(
    [
        "gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com", "aol.com",
        "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "mail.ru", "yandex.ru", "qq.com", "163.com",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>What follows the last dot of a file, where an "@" is part of its name.</summary>
    private static readonly FrozenSet<string> FileEndings = FrozenSet.ToFrozenSet(
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "ts", "json", "html", "php", "py", "example", "test",
            "invalid", "localhost", "local", "internal", "sh", "md", "txt", "service"],
        StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<string> Rules => ["email"];

    public void Find(string text, List<SensitiveValue> found)
    {
        int from = 0;
        for (int at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            int start = at;
            int floor = Math.Max(from, at - LongestLocalPart - 1);
            while (start > floor && IsLocal(text[start - 1]))
            {
                start--;
            }

            while (start < at && text[start] is '.' or '-' or '\'' or '/' or '=')
            {
                start++;
            }

            int end = DomainEnd(text, at + 1);
            if (start < at && at - start <= LongestLocalPart && end > at && text[at - 1] != '.'
                && IsPersonal(text, start, at, end))
            {
                found.Add(new SensitiveValue(start, end, "email", "an e-mail address", 0.93));
                from = end;
            }
        }
    }

    private static bool IsLocal(char c) =>
        char.IsLetterOrDigit(c)
            || c is '.' or '_' or '%' or '+' or '-' or '\'' or '/' or '=' or '&' or '!' or '#' or '$' or '~';

    /// <summary>The end of the longest domain with a last label of two letters or more, or -1.</summary>
    private static int DomainEnd(string text, int start)
    {
        int end = -1;
        int label = start;
        int last = Math.Min(text.Length, start + LongestDomain);
        bool dotted = false;
        for (int i = start; i <= last; i++)
        {
            char c = i < last ? text[i] : ' ';
            if (char.IsLetterOrDigit(c) || (c == '-' && i > label))
            {
                continue;
            }

            ReadOnlySpan<char> name = text.AsSpan(label, i - label);
            if (dotted && name.Length is >= 2 and <= 24 && IsAllLetters(name))
            {
                end = i;
            }

            if (c != '.' || name.IsEmpty)
            {
                break;
            }

            dotted = true;
            label = i + 1;
        }

        return end;
    }

    private static bool IsAllLetters(ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (!char.IsLetter(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPersonal(string text, int start, int at, int end)
    {
        // "scheme://user:password@host" is a connection, "git@host:path" a repository.
        if (start >= 1 && text[start - 1] is ':' or '@'
            && text.AsSpan(Math.Max(0, start - 80), Math.Min(80, start)).Contains("://", StringComparison.Ordinal)
            || start >= 3 && text.AsSpan(start - 3, 3) is "://")
        {
            return false;
        }

        ReadOnlySpan<char> local = text.AsSpan(start, at - start);
        ReadOnlySpan<char> domain = text.AsSpan(at + 1, end - at - 1);
        ReadOnlySpan<char> ending = domain[(domain.LastIndexOf('.') + 1)..];
        if (Contains(FileEndings, ending) || Contains(PlaceholderDomains, domain) || Contains(PlaceholderLocals, local)
            || domain.EndsWith(".example.com", StringComparison.OrdinalIgnoreCase)
            || domain.StartsWith("example.", StringComparison.OrdinalIgnoreCase)
            || local.TrimStart("xX*._").IsEmpty)
        {
            return false;
        }

        return !Contains(Roles, local) || Contains(FreeMail, domain);
    }

    private static bool Contains(FrozenSet<string> set, ReadOnlySpan<char> text) =>
        set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);
}
