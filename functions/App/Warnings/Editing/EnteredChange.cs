using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Warnings.Editing;

/// <summary>The form of an update: it shows the warning as it is, and sends what differs.</summary>
public static class EnteredChange
{
    private static readonly string[] Texts = ["event", "headline", "description", "instruction"];

    /// <summary>The inputs as they are before anyone types.</summary>
    public static Entered Of(Warning warning)
    {
        var wording = warning.Wording;
        var values = new Dictionary<string, StringValues>
        {
            ["level"] = warning.Level.ToString(),
            ["expires"] = warning.Expires?.ToOffset(BeijingTime.Offset).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        };
        foreach (var (name, text) in Texts.Zip(
            new[] { wording.Event, wording.Headline, wording.Description, wording.Instruction }))
        {
            foreach (var language in Enum.GetValues<Language>()) values[Input(name, language)] = text?.In(language) ?? "";
        }

        return new Entered(values);
    }

    /// <summary>What was changed of the form; a text with both its languages.</summary>
    /// <exception cref="ProblemException">invalid-field: a text was emptied, which an update cannot do.</exception>
    public static IFormCollection Differing(IFormCollection typed, Warning warning)
    {
        var shown = Of(warning);
        var same = new HashSet<string>();
        foreach (var name in new[] { "level", "expires" }) if (IsSame(name)) same.Add(name);
        foreach (var name in Texts)
        {
            var inputs = Enum.GetValues<Language>().Select(language => Input(name, language)).ToList();
            if (inputs.Find(input => shown.Value(input).Length > 0 && PlainText.Kept(typed[input].ToString()).Length == 0) is { } emptied)
            {
                throw PlatformProblems.Invalid(emptied, "不能清空", "must not be emptied");
            }

            if (inputs.All(IsSame)) same.UnionWith(inputs);
        }

        return new FormCollection(typed.Where(field => !same.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value));

        bool IsSame(string input) => PlainText.Kept(typed[input].ToString()) == PlainText.Kept(shown.Value(input));
    }

    private static string Input(string name, Language language) => $"{name}.{language.Tag()}";
}
