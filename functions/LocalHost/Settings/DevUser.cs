using System.Text.Json.Serialization;

namespace LocalHost.Settings;

/// <summary>A person of local.settings.json whom LocalHost signs in without a password.</summary>
/// <param name="Organisation">Credit code; null for staff.</param>
/// <param name="District">Six-digit code; null where the person serves the whole city.</param>
/// <param name="Delegate">Id of who takes over what this person leaves undecided.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DevUser(
    string Name,
    string Email,
    IReadOnlyList<string> Roles,
    string? Organisation = null,
    string? District = null,
    string? Delegate = null,
    string? Language = null)
{
    private static readonly string[] Outside = ["Applicant", "Signatory", "Partner"];

    /// <summary>Whether the programme can give this person work.</summary>
    public bool IsStaff => Roles.Except(Outside).Any();
}
