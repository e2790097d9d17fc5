package crmcore

/** A secret of the host, such as a key that signs codes. Only [text] shows it: logs of what holds it do not. */
public class Secret(public val text: String) {
    override fun equals(other: Any?): Boolean = other is Secret && other.text == text

    override fun hashCode(): Int = text.hashCode()

    override fun toString(): String = "Secret"
}
