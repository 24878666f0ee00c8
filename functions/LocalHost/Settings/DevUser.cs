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
    private const string Applicant = nameof(Applicant);

    /// <summary>Whether the person can be asked something; who signs for an organisation can.</summary>
    public bool IsStaff => Roles.Any(role => role != Applicant);
}
