using System.Security.Cryptography;
using System.Text.Json;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People.Sheets;

/// <summary>Makes a person's entry what a row says, as the page would.</summary>
public static class ImportPerson
{
    private const int VersionBytes = 12;

    /// <summary>No facts where the row changes nothing; a person whom the row shows as left stays so.</summary>
    /// <param name="row">With its entry.</param>
    /// <exception cref="ProblemException">invalid-field with all faults.</exception>
    public static Change<StaffMember> Decide(StaffMember? current, PersonRow row, Func<string, bool> isKnown, string actor)
    {
        var entry = row.Entry ?? throw new ArgumentException("The row has faults.", nameof(row));
        if (!row.HasLeft) return RegisterPerson.Decide(current, row.Id, entry, isKnown, actor);
        var registered = RegisterPerson.Decide(current is null ? null : current with { HasLeft = false }, row.Id, entry, isKnown, actor);
        if (current?.HasLeft == true) return registered with { Next = registered.Next with { HasLeft = true } };
        var left = LeavePerson.Decide(registered.Next, actor);
        return left with { Facts = [.. registered.Facts, .. left.Facts] };
    }

    /// <summary>Differs when any member of the entry does; empty for none.</summary>
    public static string VersionOf(StaffMember? person) => person is null ? "" : Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(person, AppJson.Options)).AsSpan(0, VersionBytes));
}
