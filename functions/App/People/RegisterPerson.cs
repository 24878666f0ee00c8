using System.Text.RegularExpressions;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People;

/// <summary>A person was added to the register.</summary>
public sealed record PersonRegistered : Fact;

/// <summary>A person's entry changed.</summary>
/// <param name="Fields">Names of what changed; what it was and is stays out of the record.</param>
public sealed record PersonChanged(IReadOnlyList<string> Fields) : Fact;

/// <summary>A person who had left is active again.</summary>
public sealed record PersonReturned : Fact;

/// <summary>Adds a person to the register, or changes the entry; a person who had left is active again.</summary>
public static partial class RegisterPerson
{
    public const int MaxName = 100;
    public const int MaxEmail = 254;
    public const int MaxField = 60;
    public const int MaxList = 50;
    private const int FirstYear = 2012;
    private const int LastYear = 2100;

    // Routes have no case: /people/Import is a page, and never a person.
    private static readonly string[] Pages = ["import", "export", "unassigned"];

    /// <summary>Letters, digits and . _ @ -, 1 to 100, a letter or digit first: as sign-ins name people.</summary>
    public static bool IsId(string? id) => id is not null && Id().IsMatch(id);

    /// <param name="current">Null while there is none.</param>
    /// <param name="isKnown">Whether there is a person of an id.</param>
    /// <exception cref="ProblemException">invalid-field with all faults.</exception>
    public static Change<StaffMember> Decide(
        StaffMember? current, string id, PersonEntry entry, Func<string, bool> isKnown, string actor)
    {
        if (Faults(id, entry, isKnown) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
        var next = Kept(id, entry);
        if (current is null) return Change.To(next, actor, new PersonRegistered());
        var changed = PersonMembers.Differing(current, next);
        return Change.To(next, actor,
        [
            .. current.HasLeft ? (Fact[])[new PersonReturned()] : [],
            .. changed.Count > 0 ? (Fact[])[new PersonChanged(changed)] : [],
        ]);
    }

    /// <summary>What is wrong with an entry beyond its shape, each at its member.</summary>
    public static IReadOnlyList<MemberFault> Faults(string id, PersonEntry entry, Func<string, bool> isKnown) =>
    [
        .. Fault(!IsId(id), "id", "value", "须为 1 至 100 个字母、数字或 . _ @ -", "must be 1 to 100 letters, digits or . _ @ -"),
        .. Fault(Pages.Contains(id, StringComparer.OrdinalIgnoreCase), "id", "value", "是名册页面的地址，不能使用", "is the address of a page"),
        .. Fault(LetterMessage.Address(entry.Email.Trim()) is null, "email", "value", "不是邮箱地址", "is no mail address"),
        .. Fault(entry.Organisation is { } own && CreditCode.Find(own) is null,
            "organisation", "value", "不是有效的统一社会信用代码", "is no valid unified social credit code"),
        .. entry.Relations.Index().Where(relation => CreditCode.Find(relation.Item) is null).Select(relation => MemberFault.Of(
            $"relations.{relation.Index}", "value", new("不是有效的统一社会信用代码", "is no valid unified social credit code"))),
        .. Fault(entry.Delegate == id && id.Length > 0, "delegate", "value", "不能是本人", "must be another person"),
        .. Fault(entry.Delegate is { } other && other != id && !isKnown(other), "delegate", "value", "名册中没有此人", "is not in the register"),
        .. Fault(entry.AwayFrom is null != entry.AwayTo is null,
            entry.AwayFrom is null ? "awayFrom" : "awayTo", "value", "起止日期须同时填写", "first and last day belong together"),
        .. Fault(entry.AwayTo < entry.AwayFrom, "awayTo", "value", "不能早于起始日期", "must not be before the first day"),
        .. Fault(entry.AgreementYear is < FirstYear or > LastYear,
            "agreementYear", "value", $"须为 {FirstYear} 至 {LastYear}", $"must be {FirstYear} to {LastYear}"),
    ];

    private static IEnumerable<MemberFault> Fault(bool isWrong, string member, string code, string chinese, string english) =>
        isWrong ? [MemberFault.Of(member, code, new LocalizedText(chinese, english))] : [];

    /// <summary>The entry as it is kept: texts trimmed, each code once in its fixed order.</summary>
    private static StaffMember Kept(string id, PersonEntry entry) => new()
    {
        Id = id,
        Name = PlainText.CheckLine("name", entry.Name, MaxName),
        Email = entry.Email.Trim(),
        Roles = [.. entry.Roles.Distinct().Order()],
        Districts = [.. Districts.All.Select(district => district.Code).Where(entry.Districts.Contains)],
        Sectors = [.. Sectors.All.Select(sector => sector.Code).Where(entry.Sectors.Contains)],
        Fields = [.. entry.Fields.Select((field, index) => PlainText.CheckLine($"fields.{index}", field, MaxField)).Distinct()],
        Organisation = CreditCode.Find(entry.Organisation),
        Relations = [.. entry.Relations.Select(code => CreditCode.Parse(code).Value).Distinct().Order(StringComparer.Ordinal)],
        Language = entry.Language,
        Delegate = entry.Delegate,
        AwayFrom = entry.AwayFrom,
        AwayTo = entry.AwayTo,
        AgreementYear = entry.AgreementYear,
    };

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}\z")]
    private static partial Regex Id();
}
