using System.Globalization;
using System.Reflection;

namespace LocalHost.Functions;

/// <summary>Text of a path becomes a string, an enum or anything <see cref="IParsable{TSelf}"/>, in the invariant culture.</summary>
internal static class TextValue
{
    public static bool CanBecome(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain.IsEnum
            || plain.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IParsable<>));
    }

    /// <exception cref="BindingFailedException">The text does not denote such a value.</exception>
    public static object Parse(string text, Type type, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) return text;
        if (plain.IsEnum) return Enum.TryParse(plain, text, ignoreCase: true, out var value) ? value! : throw Refuse(null);
        try
        {
            return Parser.MakeGenericMethod(plain).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text], CultureInfo.InvariantCulture)!;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw Refuse(exception);
        }

        BindingFailedException Refuse(Exception? inner) => new($"The value of {name} is not a {plain.Name}.", inner);
    }

    private static readonly MethodInfo Parser = typeof(TextValue).GetMethod(nameof(ParseAs), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static T ParseAs<T>(string text)
        where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
}
