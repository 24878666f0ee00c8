using FunctionsApp.Identity;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.People;

/// <summary>The form of a person's entry: as it is shown, and as it comes back.</summary>
public static class PersonForm
{
    /// <summary>Lists that are typed one item a line.</summary>
    private static readonly string[] Typed = ["fields", "relations"];

    /// <summary>The condition of a form that registers: no entry of that id may be there.</summary>
    public static readonly Precondition None = new(null, [EntityTagHeaderValue.Any]);

    /// <param name="version">Of the entry; null while there is none.</param>
    public static Entered Of(StaffMember person, string? version) => new(new Dictionary<string, StringValues>(
        PersonMembers.All.Select(member => KeyValuePair.Create(member.Name, Typed.Contains(member.Name)
            ? new StringValues(string.Join('\n', member.Values(person)))
            : new StringValues([.. member.Values(person)]))))
    {
        ["version"] = version is null ? "" : $"{EntityTags.Of(version, [])}",
    });

    /// <summary>The entry that was typed.</summary>
    /// <exception cref="ProblemException">malformed-json, invalid-field.</exception>
    public static PersonEntry Read(IFormCollection typed) => new FormCollection(typed.ToDictionary(
        field => field.Key,
        field => Typed.Contains(field.Key) ? new StringValues(Lines(field.Value.ToString())) : field.Value)).Read<PersonEntry>();

    /// <summary>The condition of a form that changes: the entry is still the one that was shown.</summary>
    public static Precondition Version(IFormCollection typed) =>
        EntityTagHeaderValue.TryParse(typed["version"].ToString(), out var tag) ? new Precondition([tag], null) : None;

    private static string[] Lines(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
