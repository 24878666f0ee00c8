using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Platform.Http;

/// <summary>Shows the form of a page again with what was typed into it.</summary>
public static partial class FormFill
{
    /// <summary>The page's HTML with the fields' values; hidden fields keep their own.</summary>
    public static string Fill(string html, IFormCollection typed)
    {
        html = Area().Replace(html, area => typed.TryGetValue(Name(area), out var text)
            ? $"{area.Groups["begin"].Value}\n{CallbackPage.Encode(text)}</textarea>" : area.Value);
        html = Line().Replace(html, line => typed.TryGetValue(Name(line), out var text)
            ? $"""{line.Value[..^1]} value="{CallbackPage.Encode(text)}">""" : line.Value);
        html = Radio().Replace(html, radio => typed.TryGetValue(Name(radio), out var value) && value == radio.Groups["value"].Value
            ? $"{radio.Value[..^1]} checked>" : radio.Value);
        return Choice().Replace(html, choice => typed.TryGetValue(Name(choice), out var value)
            ? Option().Replace(choice.Value, option => option.Groups["value"].Value == value
                ? $"""<option selected value="{value}">""" : $"""<option value="{option.Groups["value"].Value}">""")
            : choice.Value);
    }

    private static string Name(Match field) => field.Groups["name"].Value;

    [GeneratedRegex("""(?<begin><textarea[^>]* ?name="(?<name>[^"]+)"[^>]*>)[^<]*</textarea>""")]
    private static partial Regex Area();

    [GeneratedRegex("""<input type="text" name="(?<name>[^"]+)"[^>]*>""")]
    private static partial Regex Line();

    [GeneratedRegex("""<input type="radio" name="(?<name>[^"]+)" value="(?<value>[^"]+)"[^>]*>""")]
    private static partial Regex Radio();

    [GeneratedRegex("""<select name="(?<name>[^"]+)">.*?</select>""", RegexOptions.Singleline)]
    private static partial Regex Choice();

    [GeneratedRegex("""<option(?: selected)? value="(?<value>[^"]+)">""")]
    private static partial Regex Option();
}
