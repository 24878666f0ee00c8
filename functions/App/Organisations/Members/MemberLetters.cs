using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Organisations.Members;

/// <summary>What people are written about their place in an organisation.</summary>
/// <remarks>A letter has the same id and words each time it is made.</remarks>
public static class MemberLetters
{
    private const string Named = "member-named";
    private const string TakenOff = "member-taken-off";

    /// <param name="number">Of the fact, so that a later naming is another letter.</param>
    public static Letter OfNaming(
        StaffMember person, Organisation organisation, IReadOnlyList<MemberRole> roles, int number, PublicAddress address) =>
        Of(Named, person, organisation, number, ("roles", MemberTexts.Names(roles).In(person.Speaks)),
            ("page", $"{address.PageOf(MyMembersHttp.Address)}"));

    /// <inheritdoc cref="OfNaming"/>
    public static Letter OfTakingOff(StaffMember person, Organisation organisation, int number) =>
        Of(TakenOff, person, organisation, number);

    // By address: another instance may not have the person in its directory yet.
    private static Letter Of(
        string template, StaffMember person, Organisation organisation, int number, params IEnumerable<(string Name, string Value)> more) =>
        new($"{template}.{organisation.Code.Value}.{number}", template, null, person.Email, person.Speaks,
            new Dictionary<string, string>(more.Select(value => KeyValuePair.Create(value.Name, value.Value)))
            {
                ["name"] = person.Name, ["title"] = organisation.Name,
            });
}
