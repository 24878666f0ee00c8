using FunctionsApp.Platform;

namespace App.Tests.Fixtures;

/// <summary>A value of any type that records of the app are made of, and none of them the type's default.</summary>
internal static class SampleValues
{
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = "文 \"text\"",
        [typeof(bool)] = true,
        [typeof(int)] = 7,
        [typeof(long)] = 1L << 40,
        [typeof(decimal)] = 1234567.89m,
        [typeof(DateOnly)] = new DateOnly(2026, 3, 2),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 3, 2, 1, 2, 3, 456, 789, TimeSpan.Zero),
        [typeof(FunctionsApp.City.CreditCode)] = FunctionsApp.City.CreditCode.Parse("91440300MA5EXA1291"),
        [typeof(LocalizedText)] = new LocalizedText("中文", "English"),
    };

    /// <exception cref="NotSupportedException">A type that no record had so far.</exception>
    public static object Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (Known.TryGetValue(plain, out var known)) return known;
        if (plain.IsEnum) return Enum.GetValues(plain).Cast<object>().Last();
        var isList = plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        if (isList) return ListOf(plain.GetGenericArguments()[0]);
        return plain.IsClass && plain.Assembly == typeof(LocalizedText).Assembly
            ? Record(plain)
            : throw new NotSupportedException(plain.FullName);
    }

    private static Array ListOf(Type item)
    {
        var list = Array.CreateInstance(item, 2);
        for (var place = 0; place < list.Length; place++) list.SetValue(Of(item), place);
        return list;
    }

    private static object Record(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(each => each.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(member => Of(member.ParameterType))]);
    }
}
