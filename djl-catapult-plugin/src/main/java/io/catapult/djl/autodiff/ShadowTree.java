/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.util.Pair;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.objenesis.ObjenesisStd;

/**
 * A second tree of blocks over the same parameters, in which chosen blocks are replaced. Containers
 * are shallow copies whose fields and lists point to the copies of their children; the user's own
 * blocks are only read. A block that cannot be copied, or that reaches a child in a way that is not
 * a field or a list, keeps using the original child.
 */
final class ShadowTree {

  private static final ObjenesisStd OBJENESIS = new ObjenesisStd(false);

  private final Function<Block, Block> wrapper;
  private final Function<Block, Block> typed;
  private final Map<Block, Block> typedCopies = new IdentityHashMap<>();
  private final Map<Block, Block> wrapped = new IdentityHashMap<>();

  /**
   * @param wrapper the replacement of a block where any block is accepted, or null to go on into it
   * @param typed the replacement where only the block's own class is accepted, or null likewise
   */
  ShadowTree(Function<Block, Block> wrapper, Function<Block, Block> typed) {
    this.wrapper = wrapper;
    this.typed = typed;
  }

  /** The shadow of {@code block} for a place that accepts any block. */
  Block of(Block block) {
    Block known = wrapped.get(block);
    if (known == null) {
      known = wrapper.apply(block);
      if (known == null) {
        return typedOf(block);
      }
      wrapped.put(block, known);
    }
    return known;
  }

  private Block typedOf(Block block) {
    Block known = typedCopies.get(block);
    if (known != null) {
      return known;
    }
    Block replacement = typed.apply(block);
    if (replacement != null) {
      typedCopies.put(block, replacement);
      return replacement;
    }
    if (wrapper.apply(block) != null || block.getChildren().isEmpty()) {
      return block;
    }
    Block copy = shallowCopy(block, block.getClass());
    typedCopies.put(block, copy == null ? block : copy);
    if (copy != null) {
      redirect(copy);
    }
    return typedCopies.get(block);
  }

  /** A new {@code type} with the field values of {@code block}, or null if it cannot be made. */
  static <T extends Block> T shallowCopy(Block block, Class<T> type) {
    try {
      T copy = OBJENESIS.newInstance(type);
      for (Class<?> c = block.getClass(); c != Object.class; c = c.getSuperclass()) {
        for (Field field : instanceFields(c)) {
          field.set(copy, field.get(block));
        }
      }
      return copy;
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      return null;
    }
  }

  private void redirect(Block copy) {
    try {
      for (Class<?> c = copy.getClass(); c != Object.class; c = c.getSuperclass()) {
        for (Field field : instanceFields(c)) {
          Object before = field.get(copy);
          Object after = shadowValue(before, field.getType());
          if (after != before) {
            field.set(copy, after);
          }
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a field that could be read cannot be written", e);
    }
  }

  private static List<Field> instanceFields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        fields.add(field);
      }
    }
    return fields;
  }

  /** The value with every block in it replaced, or the very same value if there is none. */
  private Object shadowValue(Object value, Class<?> type) {
    if (value instanceof Block block) {
      Block shadow = of(block);
      return type.isInstance(shadow) ? shadow : typedOf(block);
    } else if (value instanceof BlockList list) {
      return shadowBlockList(list);
    } else if (value instanceof Object[] array) {
      return shadowArray(array);
    } else if (value instanceof List<?> list && type.isAssignableFrom(ArrayList.class)) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(shadowElement(element)));
      return same(list, copy) ? value : copy;
    } else if (value instanceof Map<?, ?> map && type.isAssignableFrom(LinkedHashMap.class)) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(key, shadowElement(element)));
      return same(map.values(), copy.values()) ? value : copy;
    }
    return value;
  }

  /** Elements of a collection keep their class: its element type is not known. */
  private Object shadowElement(Object element) {
    return element == null ? null : shadowValue(element, element.getClass());
  }

  private BlockList shadowBlockList(BlockList list) {
    BlockList copy = new BlockList(list.size());
    for (Pair<String, Block> child : list) {
      copy.add(child.getKey(), of(child.getValue()));
    }
    return copy;
  }

  private Object shadowArray(Object[] array) {
    Class<?> elementType = array.getClass().getComponentType();
    Object[] copy = (Object[]) Array.newInstance(elementType, array.length);
    boolean changed = false;
    for (int i = 0; i < array.length; i++) {
      copy[i] = array[i] == null ? null : shadowValue(array[i], elementType);
      changed |= copy[i] != array[i];
    }
    return changed ? copy : array;
  }

  private static boolean same(Iterable<?> a, Iterable<?> b) {
    var other = b.iterator();
    for (Object element : a) {
      if (element != other.next()) {
        return false;
      }
    }
    return true;
  }
}
