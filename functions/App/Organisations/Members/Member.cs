using FunctionsApp.Identity;

namespace FunctionsApp.Organisations.Members;

/// <summary>What a person may be in an organisation: none is a role of the city's staff.</summary>
/// <remarks>The names are those of <see cref="Role"/>.</remarks>
public enum MemberRole
{
    /// <summary>Drafts applications.</summary>
    Applicant,

    /// <summary>Signs them, and names people.</summary>
    Signatory,

    /// <summary>Consents where the organisation is a partner.</summary>
    Partner,
}

/// <summary>What an organisation decided last about one person.</summary>
/// <param name="Person">User id.</param>
/// <param name="Roles">None: it took the person off.</param>
public sealed record Member(string Person, IReadOnlyList<MemberRole> Roles)
{
    public bool IsOff => Roles.Count == 0;
}
