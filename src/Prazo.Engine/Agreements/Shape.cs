using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>What may stand at a place of an agreement file. One table of shapes (<see cref="AgreementShape"/>) drives the reader's
/// structural check and the published JSON Schema, so that neither can know a key that the other does not.</summary>
internal abstract record Shape
{
    /// <summary>The shape of an entry of a map, or null where the key is unknown or this is no map.</summary>
    public virtual Shape? Of(string key) => null;
    /// <summary>The shape of an item of a list, or null where no list may stand.</summary>
    public virtual Shape? Item => null;
    /// <summary>In words, for "expected …".</summary>
    public abstract string Words { get; }
}

/// <summary>A single value.</summary>
/// <param name="Pattern">A regular expression for the JSON Schema (a coarse one: the reader is the judge); null: any text.</param>
/// <param name="Kind">What the text may look like.</param>
internal sealed record TextShape(string Words, string? Pattern = null, TextKind Kind = TextKind.Worded) : Shape
{
    public override string Words { get; } = Words;
}

/// <summary>Text without quotes that looks like a number, <c>true</c> or <c>false</c> is one to an editor, while it is text to the reader.</summary>
internal enum TextKind
{
    /// <summary>Never looks like a number: a duration, a date.</summary>
    Worded,
    /// <summary>May look like anything: a title, an id, a value of a field.</summary>
    Any,
    /// <summary>Is a whole number.</summary>
    Whole,
}

internal sealed record EnumShape(ImmutableArray<string> Values) : Shape
{
    public override string Words => "one of " + string.Join(", ", Values);
}

internal sealed record BoolShape : Shape
{
    public override string Words => "true or false";
}

internal sealed record ListShape(Func<Shape> Items, string Words) : Shape
{
    public override string Words { get; } = Words;
    public override Shape Item => Items();
}

/// <param name="Required">A map without it is wrong.</param>
internal sealed record Key(string Name, Func<Shape> Shape, string Meaning, bool Required = false);

/// <param name="Keys">Known keys.</param>
/// <param name="Other">Shape of entries under keys of the writer's own choosing; null: only known keys.</param>
/// <param name="OtherPattern">What keys of the writer's own look like; null: anything.</param>
internal sealed record MapShape(string Name, string Words, ImmutableArray<Key> Keys, Func<Shape>? Other = null, string? OtherPattern = null) : Shape
{
    public override string Words { get; } = Words;

    /// <summary>Never merged by <c>extends</c> (lists replace whole), so that its required keys must stand in the file itself.</summary>
    public bool Whole { get; init; }

    public override Shape? Of(string key)
    {
        foreach (var k in Keys)
            if (k.Name == key)
                return k.Shape();
        return Other?.Invoke();
    }
}

/// <summary>Several shapes, told apart by what stands there: text, list or map.</summary>
internal sealed record EitherShape(ImmutableArray<Shape> Choices) : Shape
{
    public override string Words => string.Join(", or ", Choices.Select(c => c.Words));
    public override Shape? Of(string key) => Choices.OfType<MapShape>().FirstOrDefault()?.Of(key);
    public override Shape? Item => Choices.OfType<ListShape>().FirstOrDefault()?.Item;
}

/// <summary>Anything.</summary>
internal sealed record FreeShape(string Words) : Shape
{
    public override string Words { get; } = Words;
    public override Shape Of(string key) => this;
    public override Shape Item => this;
}
