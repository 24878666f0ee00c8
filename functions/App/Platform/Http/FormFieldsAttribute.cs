namespace FunctionsApp.Platform.Http;

/// <summary>A list that a page's form sends as one field for each item, named by a prefix and the item's key.</summary>
/// <param name="pattern">Regular expression of the fields' names.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormFieldsAttribute(string pattern) : Attribute
{
    public string Pattern => pattern;
}
